namespace Holdfast.Lab.Probes;

/// <param name="Sent">Questions asked.</param>
/// <param name="Answered">Questions that got an answer.</param>
/// <param name="LongestGap">Longest time without any answer, from one to the next.</param>
/// <param name="GapBegan">When the longest gap began, since the story's start.</param>
public sealed record GapStatistics(int Sent, int Answered, TimeSpan LongestGap, TimeSpan GapBegan)
{
    public int Lost => Sent - Answered;

    public override string ToString() =>
        $"{Answered} of {Sent} answered, longest gap {LongestGap.TotalMilliseconds:0} ms at {GapBegan.TotalMilliseconds:0} ms";
}
