"""An invented story and what desks do to it. Places are real, people and events are not."""

STORY = """\
The ferry between Tartus and Arwad sailed again on Monday after nine days in port.
“The sea has calmed,” said Samer Hallak, who runs the harbour office. “Whoever bought a ticket may use it until Friday.”
The nine days were the longest break since the jetty was rebuilt in 2016.
Bread and diesel had been brought over by fishing boats, and two families who waited for a doctor were taken to Latakia.
Rima Saadeh, who teaches at the island's only school, said that 14 of her pupils had been kept on the mainland.
“Nobody here will forget how the fishermen brought us bread through that storm,” she said.
The harbour office could not say whether the second boat, which is older, would be repaired before the winter."""

OTHER = """\
Olive growers in Idlib began their harvest a week early this year, after rain that nobody had hoped for.
At the press of the Barakat family lorries stood in line before sunrise, and the first oil ran at eight.
“We have had three dry years,” said Huda Barakat, whose father built the press. “This is the first that smells right.”
Prices were set on Thursday by the growers' union, which asked its members not to sell before they were published."""

STOCK = "Read the Harbour Post every morning before seven: write to us and we shall send you our letter free of charge."

LINES = STORY.split("\n")


def unlike(number: int) -> str:
    """A text of 120 words that shares nothing with that of another number."""
    return " ".join(f"w{number}x{i}" for i in range(120))
