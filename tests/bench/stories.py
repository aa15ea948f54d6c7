"""Invented news, made from seeds: an event as a list of facts, each in several wordings.

A story has facts that every reporter would tell (core) and facts that only one was there to see (extra). From one
story come: an article; its rewrite (the same facts in the same order, every sentence worded anew, a fact or two left
out); independent reports (some of the core in an order of their own, and extra facts of their own)."""
import random

FIRST = "Anna Bela Carl Dora Edgar Fenna Goran Hilde Ivo Jasna Karel Lena Mirko Nadia Otto Petra Rasmus Sonja Tibor Ulla Viktor Wanda Yannis Zora Amund Birgit Cosmo Delia".split()
LAST = "Abelard Brenk Corvath Dahlgren Estveld Farkas Grimaldo Holmqvist Ibarrez Jovanik Kestrel Lundmark Morvay Nystrand Orlovic Pellegrin Quist Rovere Sandoval Thessen Ulvik Varga Westrum Ysander Zelmar Aldane Brokk Castell".split()
PLACE = "Alveron Brackwater Cindermouth Dunhollow Eastmere Fallowfield Grenwick Harrowgate Ilmarsh Jarrow Kelvin Lowmoor Merrowby Northam Osterby Penhallow Quarrington Redmarsh Stonebrook Tarnside".split()
LAND = "Ostmark Kharland Meridan Valtora Skarvia Brennland Isenor Hestria Lorvan Caddor".split()
FIRM = ["Harbour Lines", "Norvik Steel", "Estra Logistics", "Tarn Energy", "Bluecrest Mining", "Orlo Rail", "Veldin Foods", "Sarn Hydro"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

# A fact is a list of wordings. {x} are places for names and numbers of the story; {o…} of the reporter's own.
KINDS = {
    "shelling": (
        [["Shells fired from {B} killed {n1} people in {city} on {day}, {A} said.", "{A} reported that {n1} residents of {city} died on {day} when artillery of {B} hit the town."],
         ["{p1}, the prime minister of {A}, called the attack a crime and demanded an apology.", "The head of {A}'s government, {p1}, spoke of a crime for which somebody would have to say sorry."],
         ["{p2}, the defence minister of {B}, denied that its army had opened fire.", "In {B}, Defence Minister {p2} rejected the charge: none of his guns had been used, he insisted."],
         ["The {city} hospital treated {n2} wounded, among them {n3} children.", "Doctors in {city} cared for {n2} injured; {n3} of them were minors."],
         ["A school and {n4} houses were destroyed.", "The bombardment flattened {n4} homes as well as a school building."],
         ["{A} summoned the ambassador of {B}, {p3}, on the same evening.", "Before nightfall {p3}, who represents {B}, was called to the foreign ministry of {A}."],
         ["The border crossing at {city2} was closed until further notice.", "Until somebody orders otherwise, nobody may cross the frontier at {city2}."],
         ["{p4} of the Council of States offered to mediate between {A} and {B}.", "An offer to bring {A} and {B} to one table came from {p4}, who chairs the Council of States."],
         ["{B} had moved {n5} soldiers to the region in the week before.", "A week earlier, some {n5} troops of {B} had been sent to the area."],
         ["About {n6} inhabitants left {city} in buses during the night.", "Overnight, coaches carried roughly {n6} townspeople away from {city}."],
         ["Opposition leader {p5} asked parliament in {A} to meet at once.", "In {A}'s assembly, {p5}, who leads the opposition, wanted an emergency sitting."],
         ["Talks on a ceasefire are due in {city3} next {day}.", "Next {day}, negotiators are expected in {city3} to speak about a truce."]],
        ["A baker, {o1}, said that he had hidden in his cellar for {m1} hours.", "{o2}, a nurse, counted {m2} explosions before the lights went out.", "Power was still off in {m3} streets of {city} when this reporter arrived.",
         "The mayor, {o3}, has asked for {m4} tents and clean water.", "At the church, candles burned for the {n1} dead.", "{o4}, who teaches at the school, showed a crater {m5} metres wide.",
         "Farmers said that {m6} cows had been killed in the fields.", "A train with aid from {oc} is expected in {city} by the weekend."]),
    "deal": (
        [["{A} and {B} signed a trade agreement in {city} on {day}.", "A pact on commerce between {A} and {B} was put on paper in {city} on {day}."],
         ["Trade Minister {p1} of {A} and her colleague {p2} of {B} put their names to {n1} pages.", "The document of {n1} pages bears the signatures of {p1}, who runs {A}'s trade ministry, and of {p2} from {B}."],
         ["Duties on machines will fall from {n2} to {n3} per cent.", "Whoever imports machinery will pay {n3} per cent instead of {n2}."],
         ["{B} may sell {n4} tonnes of beef a year free of duty.", "A yearly quota of {n4} tonnes lets beef from {B} in without customs."],
         ["The farmers' union, led by {p3}, called the deal a betrayal.", "For {p3}, who speaks for organised farmers, the text is treason."],
         ["{firm} expects {n5} new jobs at its plant in {city2}.", "At {city2}, where {firm} has a works, {n5} people could be hired."],
         ["Parliament in {A} has to approve the text by {month}.", "The deputies of {A} have until {month} to say yes."],
         ["Prime Minister {p4} of {A} praised what she called a new chapter.", "A fresh chapter had been opened, said {p4}, {A}'s head of government."],
         ["Negotiations had lasted {n6} months and stopped twice.", "It took {n6} months, with two interruptions, to get that far."],
         ["Opposition deputy {p5} announced a petition against it.", "Signatures against it will be gathered by {p5}, who sits with the opposition."],
         ["{B} will buy {n7} locomotives from works in {city3} in return.", "In exchange, the railway of {B} orders {n7} engines that are built at {city3}."]],
        ["In the market hall, butcher {o1} feared for his {m1} customers.", "A lawyer, {o2}, has found {m2} mistakes in the annex.", "Outside, {m3} demonstrators beat drums.",
         "{o3}, an economist at the University of {oc}, puts the gain at {m4} crowns a head.", "The ministers dined on trout and left after {m5} minutes.", "{of} said it would sue.",
         "Wine growers around {city2} hope for {m6} more hectares.", "The ceremony was delayed by a power cut."]),
    "flood": (
        [["The river burst its banks at {city} on {day} and flooded {n1} houses.", "On {day}, {n1} homes in {city} went under water after the river broke over its dykes."],
         ["{n2} people drowned and {n3} are missing, said police chief {p1}.", "According to {p1}, who heads the police, {n2} bodies were found, while {n3} persons cannot be traced."],
         ["President {p2} of {A} flew over the valley by helicopter.", "From the air, {A}'s president {p2} looked at the damaged valley."],
         ["The government promised {n4} million crowns for those who lost their homes.", "Families without a roof are to share {n4} million crowns, the cabinet pledged."],
         ["The dam of {firm} above {city2} was opened too late, engineers charged.", "Engineers blame {firm}, which waited too long before it opened the gates above {city2}."],
         ["{p3}, who manages {firm}, rejected this.", "Not so, replied {p3}, the company's manager."],
         ["{B} sent {n5} firefighters and {n6} boats.", "From {B} came {n6} boats with {n5} members of its fire brigade."],
         ["{p4}, the environment minister, had warned of the dykes in {month}.", "As early as {month}, Environment Minister {p4} had called the dykes unsafe."],
         ["The railway between {city} and {city3} will stay shut for {n7} weeks.", "No train will run from {city} to {city3} for {n7} weeks."],
         ["Prosecutor {p5} opened an inquiry.", "An investigation was begun by {p5}, the public prosecutor."],
         ["More rain is forecast for {day2}.", "The weather service expects further showers on {day2}."]],
        ["{o1} was lifted from her roof after {m1} hours with two cats.", "In the gymnasium, {m2} camp beds stood in rows.", "{o2}, a farmer, lost {m3} sheep.", "Volunteers led by {o3} cooked {m4} meals.",
         "The library saved {m5} books by a human chain.", "A bell of the church was found {m6} metres downstream.", "{o4} from {oc} drove all night with pumps.", "Insurers declined to name a sum."]),
    "scandal": (
        [["Transport Minister {p1} of {A} resigned on {day} over payments from {firm}.", "{A} lost its transport minister on {day}: {p1} stepped down because of money from {firm}."],
         ["The newspaper Courier had reported that {firm} paid {n1} crowns for his summer house in {city}.", "His holiday home in {city} had cost {firm} {n1} crowns, as the Courier wrote."],
         ["{p1} said that he had repaid everything in {month}.", "Each crown had gone back in {month}, {p1} asserted."],
         ["The anti-corruption office under {p2} searched {n2} rooms of the ministry.", "{n2} offices of the ministry were turned over by investigators of {p2}'s anti-corruption authority."],
         ["Prime Minister {p3} thanked him and named {p4} as his successor.", "{p4} takes over, decided {p3}, the prime minister, with words of thanks for the man who left."],
         ["The chairman of {firm}, {p5}, is abroad.", "{p5}, who chairs {firm}, has left the country."],
         ["Contracts worth {n3} million crowns had gone to the company since {n4}.", "Since {n4}, the firm had been given orders for {n3} million crowns."],
         ["Opposition leader {p6} called for new elections.", "Voters should be asked again, demanded {p6} from the opposition."],
         ["Shares of {firm} fell by {n5} per cent.", "On the exchange, {firm} lost {n5} per cent of its value."],
         ["A judge in {city2} has sealed {n6} boxes of files.", "In {city2}, a court has locked away {n6} cartons of papers."],
         ["Parliament will debate the affair on {day2}.", "The affair is on the order of the assembly for {day2}."]],
        ["A neighbour, {o1}, saw {m1} lorries with marble.", "The gardener, {o2}, was paid in cash.", "Union secretary {o3} spoke of {m2} roads that were never built.", "The house has {m3} windows to the sea.",
         "{o4}, a retired auditor, had warned of {m4} invoices.", "In the bars of {city}, nobody wished to be quoted.", "A former driver remembers {m5} trips to {oc}.", "The ministry's doorman waved reporters away."]),
    "strike": (
        [["Dockers in {city} stopped work on {day} over pay.", "No crane moved in {city} on {day}, as harbour workers walked out for better wages."],
         ["Their union, led by {p1}, asks for {n1} per cent more.", "{p1}, who leads the union, wants a raise of {n1} per cent."],
         ["{firm} offers {n2} per cent, said its director {p2}.", "According to director {p2}, {firm} would give {n2}."],
         ["{n3} ships were waiting outside the port by evening.", "When night fell, {n3} vessels lay at anchor in the roads."],
         ["Transport Minister {p3} of {A} invited both sides for {day2}.", "The two parties are to come to Transport Minister {p3} in {A}'s capital on {day2}."],
         ["Police chief {p4} sent {n4} officers to the gates.", "{n4} policemen under {p4} were posted at the entrances."],
         ["{n5} workers were arrested after a scuffle.", "Following a brawl, {n5} men were led away."],
         ["Farmers in {city2} fear for {n6} tonnes of fruit.", "In {city2}, growers worry that {n6} tonnes of fruit will rot."],
         ["The last strike, in {n7}, lasted {n8} days.", "In {n7}, when dockers last downed tools, it took {n8} days."],
         ["{B} rerouted its freight to {city3}.", "Cargo of {B} now goes by way of {city3}."],
         ["Opposition deputy {p5} joined the picket line.", "Among the pickets stood {p5}, a deputy of the opposition."]],
        ["{o1}, a crane driver for {m1} years, brought soup.", "A brass band played until the rain came.", "{o2} from the seamen's mission counted {m2} nationalities aboard.", "One captain, {o3}, ran out of coffee after {m3} days.",
         "The harbour museum opened its doors to {m4} strikers.", "Lorry drivers queued for {m5} kilometres.", "A baker gave away {m6} loaves.", "The bridge to {oc} was blocked for an hour."]),
}

MONTHS = ["January", "February", "March", "April", "May", "June"]


class Story:
    def __init__(self, seed):
        r = random.Random(seed)
        self.kind = r.choice(sorted(KINDS))
        core, extra = KINDS[self.kind]
        people = r.sample([f + " " + l for f in FIRST for l in LAST], 7)
        places = r.sample(PLACE, 3)
        lands = r.sample(LAND, 2)
        self.names = {"A": lands[0], "B": lands[1], "city": places[0], "city2": places[1], "city3": places[2], "firm": r.choice(FIRM),
                      "month": r.choice(MONTHS), "day": r.choice(DAYS), "day2": "Saturday"}
        self.names.update({"p%d" % (i + 1): p for i, p in enumerate(people)})
        for i in range(1, 9):
            self.names["n%d" % i] = str(r.choice([r.randint(2, 30), r.randint(31, 400), r.randint(11, 90) * 100]))
        self.core = [i for i in range(len(core)) if i == 0 or r.random() < 0.9]

    def own(self, r):
        """What one reporter found."""
        names = dict(self.names)
        people = r.sample([f + " " + l for f in FIRST for l in LAST], 4)
        names.update({"o%d" % (i + 1): p for i, p in enumerate(people)})
        names.update({"m%d" % i: str(r.randint(2, 900)) for i in range(1, 7)})
        names.update({"oc": r.choice(PLACE), "of": r.choice(FIRM)})
        return names

    def original(self, r):
        return [KINDS[self.kind][0][i][0].format(**self.names) for i in self.core]

    def rewrite(self, r):
        """Every fact in the other wording, in the same order; up to three left out, sometimes one of one's own put in."""
        core, extra = KINDS[self.kind]
        kept = list(self.core)
        for _ in range(r.randint(0, 3)):
            kept.remove(r.choice(kept[1:]))
        told = [core[i][1].format(**self.names) for i in kept]
        if r.random() < 0.3:
            told.insert(r.randint(1, len(told)), r.choice(extra).format(**self.own(r)))
        return told

    def independent(self, r):
        """Some of the core, in any wording, told in another order, with what this reporter saw."""
        core, extra = KINDS[self.kind]
        names = self.own(r)
        told = [0] + r.sample(self.core[1:], r.randint(2, max(2, 2 * len(self.core) // 3)))
        own = r.sample(extra, r.randint(4, 6))
        rest = [r.choice(core[i]) for i in told[1:]] + own
        r.shuffle(rest)
        return [s.format(**names) for s in [r.choice(core[0])] + rest]


def article(sentences, r):
    """Sentences as paragraphs of one to three."""
    paragraphs, i = [], 0
    while i < len(sentences):
        n = r.randint(1, 3)
        paragraphs.append(" ".join(sentences[i:i + n]))
        i += n
    return "\n\n".join(paragraphs) + "\n"
