using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.FirstSteps;

/// <summary>Leads the administrator of a new service through what is missing.</summary>
public interface IFirstStepDesk
{
    /// <returns>Empty: all is done, or somebody has put the list away.</returns>
    Task<IReadOnlyList<FirstStep>> ReadAsync(Visitor visitor, CancellationToken cancel);

    /// <summary>Nobody is led any more.</summary>
    Task PutAwayAsync(Visitor by, CancellationToken cancel);
}
