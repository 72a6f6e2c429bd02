namespace Holdfast.Node.Takeover;

/// <summary>
/// By how much another node's clock is ahead of ours. The client of a takeover accepts a handshake only if its time is later than that of
/// the last one from the same key.
/// </summary>
/// <param name="Ahead">Negative: it is behind.</param>
/// <param name="RoundTrip">The smaller, the more exact. Null: it has not answered us, and is ahead by so much at least.</param>
internal readonly record struct ClockOffset(TimeSpan Ahead, TimeSpan? RoundTrip)
{
    /// <summary>
    /// From its own answer to what we said, as in RFC 5905, section 8; but the way there and back is measured by a clock that nobody sets.
    /// </summary>
    /// <param name="heard">What it says.</param>
    /// <param name="arrivedAt">When that came, by our wall clock.</param>
    /// <param name="asked">How long ago we said what it answers; null: it answers nothing that this process said.</param>
    public static ClockOffset Of(SyncMessage heard, DateTimeOffset arrivedAt, TimeSpan? asked)
    {
        var seen = heard.SentAt - arrivedAt;
        return asked - heard.HeardBefore is { } roundTrip && roundTrip >= TimeSpan.Zero
            ? new(seen + (roundTrip / 2), roundTrip)
            : new(seen, null);
    }
}
