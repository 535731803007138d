#!/bin/bash
# First process of a practice host: host.sh <folder> <name>, already in namespaces of its own. It gives the host its own
# /etc, /var, /home, /run and /tmp, waits for its network card, and stays until its standard input closes: when the
# starter is gone, this process ends, and the kernel ends every other process of the host with it.
set -eu
folder=$1 name=$2

read -r pid _ </proc/self/stat
echo "$pid" >"$folder/pid"
mount -t proc proc /proc
hostname "$name"

mkdir -p "$folder"/{private,run,docker,home}
mount -t tmpfs -o mode=755 tmpfs "$folder/private"
for path in etc var root; do
  mkdir "$folder/private/$path" "$folder/private/$path.work"
  mount -t overlay -o "lowerdir=/$path,upperdir=$folder/private/$path,workdir=$folder/private/$path.work" overlay "/$path"
done
mkdir -p /var/lib/docker /etc/docker
mount --bind "$folder/docker" /var/lib/docker
mount --bind "$folder/home" /home

# A resolv.conf that points into the machine's /run has to lead somewhere in the private one as well.
resolv=$(readlink -m /etc/resolv.conf)
mount --bind "$folder/run" /run
mkdir -p /run/sshd /run/lock "$(dirname "$resolv")"
: >"$resolv"
mount -t tmpfs -o mode=1777 tmpfs /tmp

ip link set lo up
echo mounted
while read -r _; do :; done
