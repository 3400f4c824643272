/** As large as it is ever shown, and sharp on fine screens. */
const side = 512

/** The middle of a picture as a square; turned as the camera was held. Throws for what the browser cannot draw. */
export async function squarePhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const taken = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.min(side, taken)
  const context = canvas.getContext('2d')!
  // A picture that lets through what is behind it would be black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const [left, top] = [(picture.width - taken) / 2, (picture.height - taken) / 2]
  context.drawImage(picture, left, top, taken, taken, 0, 0, canvas.width, canvas.height)
  picture.close()
  const photo = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
  if (!photo) throw new Error('The picture could not be drawn.')
  return photo
}
