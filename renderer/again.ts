/** A browser drops what it is loading, even from this computer, when a network comes or goes; then it is loaded anew. */
export async function again<Page>(load: () => Promise<Page>): Promise<Page> {
  try {
    return await load()
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 250))
    return await load()
  }
}
