import { mergeAttributes, Node } from '@tiptap/react'

const ours = '/api/v1/attachments/'

/** A picture within the text. Only pictures of ours: one from elsewhere would be fetched by everybody who looks. */
export const PictureNode = Node.create({
  name: 'picture',
  inline: true,
  group: 'inline',
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: '' } }),
  parseHTML: () => [{ tag: `img[src^="${ours}"]` }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
})

export function pictureHtml(picture: { url: string; name: string }): string {
  const alt = picture.name.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<img src="${picture.url}" alt="${alt}">`
}

export function hasPicture(html: string, url: string): boolean {
  return html.includes(`src="${url}"`)
}
