/** A browser drops what it is loading, even from this computer, when a network comes or goes; then it is loaded anew. */
export async function again<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load()
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 250))
    return await load()
  }
}
