/**
 * The words of host key sentences. They belong to the algorithm, not to a language: changing, adding or reordering one
 * changes the sentence of every server, which members have written down. 128 of each, no two alike within a list.
 */
const text = {
  manner: `
    amused angry awkward bashful blushing bold bored brave busy calm careful cheerful chilly clever clumsy coy
    curious dancing daring dazzled devoted dizzy dreamy drowsy eager earnest elderly elegant excited famous fearless fierce
    flustered foreign forgetful friendly frugal funny fussy gallant generous gentle giant giggling gloomy graceful grumpy gullible
    handsome happy hasty helpful homesick honest hopeful humble hungry idle impatient injured jealous jolly joyful lanky
    lazy lively lonely loyal lucky married merry mighty modest muddy muscular nervous nimble noisy naughty obedient
    patient peaceful pensive pious playful polite proud puzzled quiet quirky reckless relaxed reliable restless rustic rude
    sensible serious shivering shouting shrewd shy silent singing skilful sleepy smiling sneaky solemn stubborn stylish sunburnt
    surprised tactful talented tearful thirsty thrifty tidy timid tough tired trembling upset vain wandering weary whistling`,
  someone: `
    acrobat actor admiral astronaut baker barber beekeeper bishop blacksmith boxer bricklayer butcher butler captain carpenter cellist
    chemist clown cobbler conductor cook cowboy cyclist dancer dentist detective diver doctor drummer duchess electrician emperor
    engineer explorer farmer ferryman fiddler firefighter fisherman florist gardener ghost geologist goalkeeper governor grandfather grocer guitarist
    hatter hermit historian hunter illustrator innkeeper inventor jeweller jockey judge juggler king knight lawyer librarian lifeguard
    locksmith magician mathematician mayor mechanic merchant midwife milkman miller miner minister monk musician neighbour novelist nurse
    optician orphan painter pharmacist philosopher photographer pianist pilot pirate plumber poet policeman postman potter prince puppeteer
    professor queen referee reporter salesman scholar sculptor sheriff shepherd singer skater soldier sorcerer spy stonemason student
    surgeon surveyor swimmer tailor teacher thatcher tourist translator trumpeter typist uncle vicar waiter weaver witch zookeeper`,
  deed: `
    admires adopts answers applauds arrests avoids bakes balances blames borrows breaks brings brushes builds buries buys
    captures carries catches chases chooses cleans collects colours counts covers cracks copies decorates defends delivers describes
    destroys discovers draws drops dusts embraces empties examines fears feeds fetches fills finds fixes folds follows
    forgets frames fries gathers greets guards guesses hangs hunts harvests honours hires hugs ignores imagines inherits
    inspects invents kicks kisses launches labels lowers lifts lights likes loads locks loses mails measures melts
    mourns mentions marks moves names notices offers opens orders owns packs paints pats peels plants polishes
    praises pulls pushes recalls rescues returns rolls scratches sees salts sends shakes sharpens sketches slices smells
    squeezes steals stirs studies swallows tastes thanks throws tickles touches trades uncovers visits washes weighs wraps`,
  look: `
    ancient antique beige bent bitter blue blunt boiled borrowed bouncing bright bronze broken brown burning carved
    charming cheap checkered chipped circular clean coloured comfy creased copper cracked crimson crooked curly damp dark
    decayed delicate dented dotted double dripping dull edible electric emerald empty enormous exotic expensive faded feathered
    fifth flat floating floral folded forbidden forgotten fragile fragrant fresh frozen fuzzy glowing golden greasy green
    grey hairy heavy hollow hot huge icy inflated invisible ivory knitted leaking leather little locked loud
    magic marble melted metal mouldy narrow nylon old orange oval painted paper patched perfect pink plastic
    precious purple quilted rare ripe rotten rubber rusty salty scarlet secret shiny silver slippery soft sparkling
    spotted square sticky striped stuffed sweet tangled thick torn transparent turquoise upright velvet violet wooden yellow`,
  something: `
    accordion almond anchor apple armchair axe balloon banana bandage barrel basket beehive bell bicycle blanket boot
    bottle bracelet brick broom bucket button cabbage cake camera candle canoe carpet carrot castle cauldron chair
    cheese cherry chimney clarinet clock coat coconut coin compass crown cucumber cup curtain cushion diary drum
    egg envelope feather fence flag flute fork fountain globe goblet hammer hammock harp hat helmet horseshoe
    jar jigsaw kettle kite ladder lamp lantern leaf lemon letter lorry magnet map mattress mirror mushroom
    necklace needle net newspaper onion oven paddle parcel peach pencil pepper piano pillow pocket potato pumpkin
    puppet radio raft ribbon rope rug sail sandal saucepan scarf scissors shovel sledge snowball spoon stamp
    statue suitcase sweater sword telescope ticket tomato towel trophy trumpet umbrella vase violin wallet wheel zebra`,
  place: `
    abbey airport aquarium archway arena attic bakery balcony ballroom bank barn basement bathroom bay beach bog
    boathouse bridge brewery brook cabin carnival camp canal canyon cathedral cave cellar chapel church circus cliff
    college cottage courtyard crossroads customs dairy desert dock dungeon embassy factory fair farm ferry field forest
    forge fortress gallery garage garden gate glacier harbour highway hamlet hospital hotel house inn island jetty
    jungle kitchen laboratory lagoon lake library lighthouse lounge market meadow mill mine monastery motorway mountain museum
    nursery oasis observatory ocean office orchard palace park pasture pharmacy pier playground pond port prison pyramid
    quarry railway ranch reef restaurant river roof ruin sawmill school shed shipyard shore square stable stadium
    stage station swamp temple theatre tower tunnel university valley viaduct village vineyard volcano warehouse waterfall windmill`,
} as const

export type WordKind = keyof typeof text

export const wordsOfEach = 128

export function words(kind: WordKind): readonly string[] {
  return text[kind].trim().split(/\s+/)
}
