namespace Holdfast.Lab.Histories.Rules;

/// <summary>A call fails only while a fault lets it, and is answered when it is made again.</summary>
internal sealed class CallsSucceed : IRule
{
    public string Name => "calls succeed";

    public IEnumerable<string> Check(History history) =>
        from call in history.Calls
        where !call.Succeeded && !history.Faults.Any(fault => Explains(fault, call))
        select $"{(call.IsRepeated ? "again: " : "")}{call}";

    /// <summary>Made in the window, or under way when it opened.</summary>
    private static bool Explains(Fault fault, Call call) =>
        call.IsRepeated
            ? fault.CallsFail is { } window && IsMadeIn(window, call)
            : IsMadeIn(fault.FirstCallsFail, call);

    private static bool IsMadeIn(Span window, Call call) => call.Begun <= window.To && call.Ended >= window.From;
}
