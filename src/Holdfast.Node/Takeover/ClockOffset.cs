namespace Holdfast.Node.Takeover;

/// <summary>
/// By how much another node's clock is ahead of ours, from its own answer to what we sent, as in RFC 5905, section 8. The client of a
/// takeover accepts a handshake only if its time is later than that of the last one from the same key.
/// </summary>
/// <param name="Ahead">Negative: it is behind.</param>
/// <param name="RoundTrip">The smaller, the more exact.</param>
internal readonly record struct ClockOffset(TimeSpan Ahead, TimeSpan RoundTrip)
{
    /// <param name="heard">What it says.</param>
    /// <param name="arrivedAt">When that came, by our clock.</param>
    /// <returns>Null: it has not heard us.</returns>
    public static ClockOffset? Of(SyncMessage heard, DateTimeOffset arrivedAt)
    {
        if (heard.HeardSentAt is not { } asked)
        {
            return null;
        }

        // asked and arrivedAt are by our clock, answeredFrom and SentAt by its.
        var answeredFrom = heard.SentAt - heard.HeardBefore;
        var ahead = ((answeredFrom - asked) + (heard.SentAt - arrivedAt)) / 2;
        return new(ahead, arrivedAt - asked - heard.HeardBefore);
    }
}
