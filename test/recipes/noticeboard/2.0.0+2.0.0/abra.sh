export NOTICEBOARD_INI_VERSION=v3

notices() {
  cat /data/notices.jsonl
}
