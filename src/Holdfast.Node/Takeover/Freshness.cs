namespace Holdfast.Node.Takeover;

/// <summary>
/// Refuses what was heard before. Within a run the counter grows. A sender's new run has to be younger than all that was heard of it, or to
/// answer what this process has said: its clock may have been set back. Not for several threads.
/// </summary>
internal sealed class Freshness
{
    /// <summary>More than anybody starts while an answer counts (<see cref="Saying.Remembered"/>).</summary>
    private const int MostPast = 32;

    private readonly Dictionary<byte, Heard> _newest = [];

    /// <summary>Cheap, before the seal is opened: false when it cannot be new.</summary>
    public bool MayBeNew((UInt128 Run, ulong Counter) sequence) =>
        _newest.Values.All(heard => heard.Run != sequence.Run || sequence.Counter > heard.Counter);

    /// <summary>The sender was started since it was heard last, or was never heard: it knows nobody.</summary>
    public bool IsOfNewRun(byte member, (UInt128 Run, ulong Counter) sequence) =>
        !_newest.TryGetValue(member, out var heard) || heard.Run != sequence.Run;

    /// <summary>After the seal proved it.</summary>
    /// <param name="answers">It answers what this process said lately.</param>
    /// <returns>False: it is a repetition.</returns>
    public bool Accept(byte member, (UInt128 Run, ulong Counter) sequence, DateTimeOffset sentAt, bool answers)
    {
        if (!_newest.TryGetValue(member, out var heard))
        {
            _newest[member] = new(sequence.Run, sequence.Counter, sentAt, []);
            return true;
        }

        var isNew =
            heard.Run == sequence.Run
                ? sequence.Counter > heard.Counter
                : sentAt > heard.Latest || (answers && !heard.Past.Contains(sequence.Run));
        if (isNew)
        {
            var latest = sentAt > heard.Latest ? sentAt : heard.Latest;
            _newest[member] = new(sequence.Run, sequence.Counter, latest, Past(heard, sequence.Run));
        }

        return isNew;
    }

    private static IReadOnlyList<UInt128> Past(Heard before, UInt128 run) =>
        before.Run == run ? before.Past : [.. before.Past.TakeLast(MostPast - 1), before.Run];

    /// <param name="Latest">Of all that was heard of it, in whichever run.</param>
    /// <param name="Past">Runs that ended when another began.</param>
    private sealed record Heard(UInt128 Run, ulong Counter, DateTimeOffset Latest, IReadOnlyList<UInt128> Past);
}
