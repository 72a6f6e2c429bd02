namespace Holdfast.Lab.Histories;

/// <summary>Something that was broken, and what people may notice of it.</summary>
/// <param name="Lasted">From the first thing that was broken until all was mended.</param>
public sealed record Fault(string Name, Span Lasted, Notice Notice)
{
    /// <summary>When calls that were made again may fail too. Null: never.</summary>
    public Span? CallsFail =>
        Notice switch
        {
            { CallsUntilMended: { } after } => new Span(Lasted.From, Lasted.To + after),
            { Calls: { Ticks: > 0 } window } => new Span(Lasted.From, Lasted.From + window),
            _ => null,
        };

    /// <summary>When a call may fail that is made again: connections that were kept break at their next use.</summary>
    public Span FirstCallsFail =>
        CallsFail is { } fail && fail.To > Lasted.To ? fail : Lasted with { To = Lasted.To + Notice.KeptConnections };
}
