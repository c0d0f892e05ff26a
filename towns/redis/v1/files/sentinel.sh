# Starts the sentinel when its peer runs, with the master that the peer follows: the peer itself when it follows none. A
# container that starts again finds what the sentinel has written since.
conf=/redis-config/sentinel.conf
until redis-cli ping; do sleep 1; done

if ! grep -q '^sentinel myid' "$conf"; then
  master=$(redis-cli info replication | tr -d '\r' | sed -n 's/^master_host://p')
  sed -i "s/redis-0.redis/${master:-$(hostname -i)}/" "$conf"
  # The same in every pod of this name, or the others would count the sentinels of all pods that there ever were.
  echo "sentinel myid $(hostname | sha1sum | cut -c 1-40)" >> "$conf"
fi
exec redis-sentinel "$conf"
