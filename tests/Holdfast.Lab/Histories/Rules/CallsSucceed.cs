namespace Holdfast.Lab.Histories.Rules;

/// <summary>A call fails only while a fault lets it, and is answered when it is made again.</summary>
internal sealed class CallsSucceed : IRule
{
    public string Name => "calls succeed";

    public IEnumerable<string> Check(History history) =>
        from call in history.Calls
        where !call.Succeeded && !history.Faults.Any(fault => Explains(fault, call))
        select call.IsRepeated ? $"again: {call}, after {Before(call, history)}" : $"{call}";

    private static bool Explains(Fault fault, Call call) =>
        call.IsRepeated
            ? (fault.CallsFail is { } window && IsMadeIn(window, call)) || IsUnderWay(call, fault)
            : IsMadeIn(fault.FirstCallsFail, call);

    /// <summary>Made in the window, or under way when it opened.</summary>
    private static bool IsMadeIn(Span window, Call call) => call.Begun <= window.To && call.Ended >= window.From;

    /// <summary>The call before failed for something else: to this fault it is the first.</summary>
    private static bool IsUnderWay(Call call, Fault fault) =>
        fault.FirstCallsFail is { From: var from } && call.Begun <= from && call.Ended >= from;

    private static Call? Before(Call call, History history) =>
        history.Calls.LastOrDefault(other => other.App == call.App && other.Ended <= call.Begun);
}
