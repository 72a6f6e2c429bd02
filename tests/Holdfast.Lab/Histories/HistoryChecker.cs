using Holdfast.Lab.Histories.Rules;

namespace Holdfast.Lab.Histories;

/// <summary>Compares what clients were told with what is there, and finds every promise that was broken. Pure.</summary>
/// <remarks>To add a promise: a class in <c>Rules</c>, in the list here, and a history by hand that breaks it in its test.</remarks>
public static class HistoryChecker
{
    private static readonly IReadOnlyList<IRule> Rules =
    [
        new AddressesAreGivenOnce(),
        new NothingAcknowledgedIsLost(),
        new NobodyElseIsLetIn(),
        new EventsCountOnce(),
        new CallsSucceed(),
        new TunnelsCarry(),
    ];

    public static IReadOnlyList<Finding> Check(History history) =>
        [.. Rules.SelectMany(rule => rule.Check(history).Select(what => new Finding(rule.Name, what)))];
}
