#!/bin/bash
# Builds the file trees of which practice images are made, from the packages of this machine's own distribution:
# trees.sh <folder>, in a mount namespace of its own. Each tree besides `base` holds only what it adds to `base`.
set -euo pipefail
folder=$1
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(COMPONENT) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
  awk -v suite="$suite" '$1 == "main" && $2 == suite { print $3; exit }')

debootstrap --variant=minbase "$suite" "$folder/base" "$mirror"
echo force-unsafe-io >"$folder/base/etc/dpkg/dpkg.cfg.d/practice"
printf 'path-exclude=/usr/share/%s/*\n' doc man locale info >>"$folder/base/etc/dpkg/dpkg.cfg.d/practice"
rm -rf "$folder"/base/usr/share/{doc,man,locale,info}/* "$folder"/base/var/cache/apt/archives/*.deb

tree() {
  local name=$1 root=$folder/$1.root
  shift
  mkdir "$folder/$name" "$folder/$name.work" "$root"
  mount -t overlay -o "lowerdir=$folder/base,upperdir=$folder/$name,workdir=$folder/$name.work" overlay "$root"
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  mount -t proc proc "$root/proc"
  chroot "$root" apt-get install --yes --no-install-recommends "$@"
  if [ "$name" = postgres ]; then
    chroot "$root" install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
    # The just-in-time compiler is two thirds of the size and is not missed.
    rm -rf "$root"/usr/lib/*/libLLVM* "$root"/usr/lib/llvm* "$root"/usr/lib/postgresql/*/lib/{llvmjit*,bitcode}
  fi
  umount "$root/proc" "$root"
  rm -rf "$root" "$folder/$name.work" "$folder/$name"/var/lib/apt/lists "$folder/$name"/var/cache \
    "$folder/$name"/var/log "$folder/$name"/etc/{resolv.conf,hosts} "$folder/$name"/usr/share/{doc,man,locale,info}
  # What was removed is marked with a character device, which means nothing in an image.
  find "$folder/$name" -type c -delete
}

tree python python3 python3-psycopg2 &
python=$!
tree postgres postgresql
wait "$python"
rm -rf "$folder"/base/var/lib/apt/lists/* "$folder"/base/var/cache/* "$folder"/base/var/log/*
