namespace Holdfast.Node.Takeover;

/// <summary>
/// Refuses what was heard before. Within a run the counter grows; a sender's new run has to be younger than all that was heard of it.
/// Not for several threads.
/// </summary>
internal sealed class Freshness
{
    private readonly Dictionary<byte, Heard> _newest = [];

    /// <summary>Cheap, before the seal is opened: false when it cannot be new.</summary>
    public bool MayBeNew((UInt128 Run, ulong Counter) sequence) =>
        _newest.Values.All(heard => heard.Run != sequence.Run || sequence.Counter > heard.Counter);

    /// <summary>After the seal proved it.</summary>
    /// <returns>False: it is a repetition.</returns>
    public bool Accept(byte member, (UInt128 Run, ulong Counter) sequence, DateTimeOffset sentAt)
    {
        if (
            _newest.TryGetValue(member, out var heard)
            && (heard.Run == sequence.Run ? sequence.Counter <= heard.Counter : sentAt <= heard.SentAt)
        )
        {
            return false;
        }

        _newest[member] = new(sequence.Run, sequence.Counter, sentAt);
        return true;
    }

    private sealed record Heard(UInt128 Run, ulong Counter, DateTimeOffset SentAt);
}
