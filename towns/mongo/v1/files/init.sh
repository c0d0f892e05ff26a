# Makes the three peers one replica set. MongoDB refuses unless all of them answer and none has a set yet, so this can run
# at any time: no peer is ever in two sets, and one that lost its disk gets the set and the data from the others.
trap 'exit 0' TERM
host() { echo "mongo-$1.mongo:27017"; }

if [[ $HOSTNAME == mongo-0 ]]; then
  members="{_id: 0, host: '$(host 0)'}, {_id: 1, host: '$(host 1)'}, {_id: 2, host: '$(host 2)'}"
  until mongo --quiet --eval 'quit(db.isMaster().setName == "rs0" ? 0 : 1)'; do
    mongo --quiet --eval "printjson(rs.initiate({_id: 'rs0', members: [$members]}))"
    sleep 5 & wait
  done
fi
echo "$HOSTNAME has nothing left to do"
sleep infinity & wait
