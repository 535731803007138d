#!/bin/bash
# Clears away one practice network: reap.sh <folder> <bridge> <cgroup>. It waits until its standard input closes, which
# happens when the practice server is stopped and also when the process that started it is killed in whatever way.
set -u
trap '' INT TERM HUP
folder=$1 bridge=$2 cgroup=$3

while read -r _; do :; done

for file in "$folder"/pids/*; do
  [ -e "$file" ] || continue
  pid=$(<"$file")
  kill -KILL "$pid" 2>/dev/null
  for _ in {1..200}; do
    [ -e "/proc/$pid" ] || break
    sleep 0.05
  done
done

iptables -w -D INPUT -i "$bridge" -j ACCEPT 2>/dev/null
iptables -w -D FORWARD -i "$bridge" -o "$bridge" -j ACCEPT 2>/dev/null
for link in /sys/class/net/"$bridge" /sys/class/net/"$bridge"h*; do
  ip link delete "${link##*/}" 2>/dev/null
done

# A control group can be removed only once the kernel has let go of its last process.
for _ in {1..100}; do
  find /sys/fs/cgroup -depth -type d -path "*/$cgroup*" -exec rmdir {} + 2>/dev/null
  [ -z "$(find /sys/fs/cgroup -type d -name "$cgroup" -print -quit)" ] && break
  sleep 0.05
done

for _ in {1..100}; do
  rm -rf "$folder" 2>/dev/null && break
  sleep 0.05
done
