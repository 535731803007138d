export NOTICEBOARD_INI_VERSION=v2

notices() {
  cat /data/notices.jsonl
}
