# Starts the peer. A new pod asks the sentinels that run who the master is; if there are none, it is redis-0. Later they
# write their choice into redis.conf, where a container that starts again finds it.
conf=/redis-config/redis.conf
who() { redis-cli -h redis -p 26379 sentinel get-master-addr-by-name redis 2>/dev/null | head -n 1; }

if [ ! -f "$conf" ]; then
  master=$(who)
  # A master that does not answer is about to lose its place.
  until [ -z "$master" ] || redis-cli -h "$master" ping; do
    sleep 1
    master=$(who)
  done
  if [ -z "$master" ] && [ "$(hostname)" = redis-0 ]; then
    cp /redis-config/master.conf "$conf"
  else
    sed "s/redis-0.redis/${master:-redis-0.redis}/" /redis-config/slave.conf > "$conf"
  fi
fi
exec redis-server "$conf"
