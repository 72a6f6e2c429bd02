namespace Holdfast.Node.Probing;

/// <summary>A service that the node asks through its port, as a client would.</summary>
internal interface IProbed
{
    /// <summary>Of its device.</summary>
    string Name { get; }

    /// <summary>All else seems to be well, and it answers no questions.</summary>
    bool IsSilent { get; }

    /// <summary>Asks one question, where all else seems to be well. Not from two threads.</summary>
    Task ProbeAsync(CancellationToken cancel);
}
