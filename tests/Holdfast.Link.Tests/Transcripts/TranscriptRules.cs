namespace Holdfast.Link.Tests.Transcripts;

/// <summary>What to do when a test of the transcripts fails.</summary>
internal static class TranscriptRules
{
    public const string New =
        "Each version of the link that is spoken has a transcript in tests/Holdfast.Link.Tests/Transcripts: write one "
        + "with all messages, and leave the older ones as they are while LinkVersion.Oldest includes them.";

    public const string Add =
        "A message may get a member that may be absent (nullable, null by default), and a kind that is only sent to who "
        + "understands it. Add a message with it to SomeMessages and this to the end of the transcript of the newest "
        + "version; never edit the lines that are there:";

    public const string Change =
        "The release before writes and reads this line. A member that it writes must stay, with its name and its "
        + "meaning, as long as its version of the link is spoken. Take the change back, or raise LinkVersion.Current, "
        + "write both forms by the version that the hellos agreed on, and add a transcript for the new one.";
}
