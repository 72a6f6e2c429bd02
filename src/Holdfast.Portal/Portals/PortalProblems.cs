using Holdfast.Model.Problems;

namespace Holdfast.Portal.Portals;

/// <summary>What can be wrong with a portal that is named.</summary>
public static class PortalProblems
{
    public static readonly ProblemKind Unknown = new(
        "HF-1770",
        "No such portal",
        "Name its machine or its id, as holdfast portal list shows them."
    );

    public static readonly ProblemKind SeveralOnMachine = new(
        "HF-1771",
        "Several portals run on this machine",
        "Name one of them by its id, as holdfast portal list shows it."
    );

    public static readonly ProblemKind LastPortal = new(
        "HF-1772",
        "No other portal would be left",
        "Start another portal, or let a drained one return, first."
    );
}
