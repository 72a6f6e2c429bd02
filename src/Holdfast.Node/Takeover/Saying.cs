namespace Holdfast.Node.Takeover;

/// <summary>
/// When this process said what to whom. An answer to something that it said proves two things: it is not older, and how long it took. What
/// the wall clock showed then proves nothing, for it may have been set since. Not for several threads.
/// </summary>
internal sealed class Saying
{
    /// <summary>An answer takes milliseconds; what is answered later says nothing about now.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    /// <summary>For each member: several turns, or the end of one in which many clients were told.</summary>
    private const int Most = 128;

    private readonly Dictionary<byte, LinkedList<(DateTimeOffset SentAt, TimeSpan At)>> _said = [];

    /// <param name="to">Member that is to hear it.</param>
    /// <param name="sentAt">As it stands in the datagram, cut to microseconds.</param>
    /// <param name="now">Monotonic.</param>
    public void Note(byte to, DateTimeOffset sentAt, TimeSpan now)
    {
        if (!_said.TryGetValue(to, out var said))
        {
            _said[to] = said = new();
        }

        said.AddLast((sentAt, now));
        while (said.Count > Most || now - said.First!.Value.At > Remembered)
        {
            said.RemoveFirst();
        }
    }

    /// <returns>When that was, monotonic; null: it was not said by this process, or long ago.</returns>
    public TimeSpan? When(byte to, DateTimeOffset? sentAt, TimeSpan now)
    {
        for (var said = _said.GetValueOrDefault(to)?.Last; said is not null; said = said.Previous)
        {
            if (said.Value.SentAt == sentAt)
            {
                return now - said.Value.At <= Remembered ? said.Value.At : null;
            }
        }

        return null;
    }
}
