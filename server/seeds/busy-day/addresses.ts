const hosts = ['post.example', 'letters.example', 'postbox.example', 'courier.example', 'briefe.example']

export function addressOf(name: string, index: number): string {
  return `${mailbox(name)}@${hosts[index % hosts.length]}`
}

function mailbox(name: string): string {
  const letters = name
    .normalize('NFD')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ø', 'o')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
  return letters.trim().replaceAll(' ', '.')
}
