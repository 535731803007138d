/** How people write what keys abbreviate. */
const spellings: ReadonlyMap<string, string> = new Map(
  [
    'AI API ARN AWS CMS CORS CPU CSS CSV DKIM DNS DSN FTP GB GDPR GID GPU HSTS HTML HTTP HTTPS ID IMAP IP IPV4 IPV6 ISO JSON JWT LDAP MB MFA',
    'MX OIDC OS OTP PDF PHP PHP-FPM PKCE POP3 RAM REST RPC RSS S3 SAML SAML2 SCIM SFTP SMS SMTP SQL SSH SSL SSO STUN TCP TLS TOTP',
    'TTL TURN UDP UI UID URI URL URLS UUID VAPID VAT VPN XML XMPP',
  ]
    .join(' ')
    .split(' ')
    .map((word): [string, string] => [word, word])
    .concat([
      ['ADDR', 'address'],
      ['ARGS', 'arguments'],
      ['AUTH', 'sign-in'],
      ['CONFIG', 'configuration'],
      ['DB', 'database'],
      ['DIR', 'folder'],
      ['EMAIL', 'e-mail'],
      ['EMAILS', 'e-mails'],
      ['ENV', 'environment'],
      ['GITHUB', 'GitHub'],
      ['GITLAB', 'GitLab'],
      ['IDS', 'IDs'],
      ['LANG', 'language'],
      ['LETS', "Let's"],
      ['ENCRYPT', 'Encrypt'],
      ['MAX', 'maximum'],
      ['MEM', 'memory'],
      ['MIN', 'minimum'],
      ['MYSQL', 'MySQL'],
      ['NUM', 'number of'],
      ['OAUTH', 'OAuth'],
      ['OAUTH2', 'OAuth 2'],
      ['OPENID', 'OpenID'],
      ['PASS', 'password'],
      ['PASSWD', 'password'],
      ['PCT', 'percent'],
      ['POSTGRES', 'PostgreSQL'],
      ['POSTGRESQL', 'PostgreSQL'],
      ['PW', 'password'],
      ['PWD', 'password'],
      ['REDIS', 'Redis'],
      ['SENTRY', 'Sentry'],
      ['TZ', 'time zone'],
      ['WEBDAV', 'WebDAV'],
    ]),
)

/** A key as a label: `SMTP_HOST` → "SMTP host", `DB_MAX_CONNECTIONS` → "Database maximum connections". */
export function labelFromKey(key: string): string {
  const words = key.split(/[_.\s-]+/, 40).filter((word) => word !== '')
  const label = words.map((word) => spellings.get(word.toUpperCase()) ?? word.toLowerCase()).join(' ')
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** A heading as its author meant it: words in capitals only become ordinary ones, rulers and final colons go. */
export function titleFromComment(text: string): string {
  const title = text
    .replace(/^[\s=*~#_-]{1,200}/, '')
    .trimEnd()
    .replace(/[\s=*~#_:.-]{1,200}$/, '')
  if (/[a-z]/.test(title) || !/^[A-Z]/.test(title)) return title.charAt(0).toUpperCase() + title.slice(1)
  return labelFromKey(title.slice(0, 200))
}

/** A compose file's name as a title: `postgres/compose.smtp-relay.yml` → "SMTP relay". */
export function titleFromOverlay(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1)
  return labelFromKey(base.replace(/^compose\./, '').replace(/\.ya?ml$/, ''))
}
