using System.Net;

namespace Holdfast.Model.Placing;

/// <summary>A node that could take a client: its data plane works and it does not drain.</summary>
/// <param name="Weight">0 to 1000; twice the weight gets twice the clients. 0: only when nothing else is left.</param>
/// <param name="Clients">Connected now, and those just sent there.</param>
/// <param name="Cpu">0 to 1: how busy its processors are.</param>
/// <param name="Prefers">Networks of clients that are to come here.</param>
public sealed record NodeCandidate(
    string NodeId,
    int Weight,
    int Clients,
    double Cpu,
    IReadOnlyList<IPNetwork> Prefers
);
