using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Lab.Networks;

/// <summary>A host without addresses in which the bridges of a lab stand.</summary>
internal sealed class SwitchRoom(HostNamespaces namespaces) : IAsyncDisposable
{
    public string NetworkNamespace => namespaces.Network;

    /// <summary>Runs a bash script in the room's network, but among the machine's processes, whose ids it may name.</summary>
    public Task RunAsync(string script) =>
        Commands.RunAsync("nsenter", ["-t", $"{namespaces.FirstProcessId}", "-n", "--", "bash", "-ec", script]);

    public ValueTask DisposeAsync() => namespaces.DisposeAsync();
}
