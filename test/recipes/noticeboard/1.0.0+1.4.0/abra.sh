export NOTICEBOARD_INI_VERSION=v1

notices() {
  cat /data/notices.jsonl
}
