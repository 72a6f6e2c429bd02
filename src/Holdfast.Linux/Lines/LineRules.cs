namespace Holdfast.Linux.Lines;

/// <summary>Who may call, and what is done for those who do.</summary>
/// <typeparam name="TRequest">Read from a line of JSON.</typeparam>
/// <typeparam name="TAnswer">Written as a line of JSON.</typeparam>
public sealed record LineRules<TRequest, TAnswer>
    where TRequest : class
    where TAnswer : class
{
    /// <summary>Of the socket's file; who may not write to it cannot call.</summary>
    public required UnixFileMode Mode { get; init; }

    /// <summary>Bytes of a request; a longer one ends its connection.</summary>
    public required int LongestLine { get; init; }

    /// <summary>
    /// Obeys a request; null for one that is not understood. Answering null makes the caller a listener: whatever it says from then on
    /// ends its connection.
    /// </summary>
    public required Func<TRequest?, LineCaller, Task<TAnswer?>> Obey { get; init; }

    /// <summary>A connection has ended.</summary>
    public Action<LineCaller> Leave { get; init; } = _ => { };
}
