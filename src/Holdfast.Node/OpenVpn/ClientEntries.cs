using Holdfast.Model.DesiredState;
using Holdfast.Node.OpenVpn.Configuration;

namespace Holdfast.Node.OpenVpn;

/// <summary>What the client directory of a service is to hold.</summary>
internal static class ClientEntries
{
    /// <summary>Of all clients of the service's profile, by name.</summary>
    public static Dictionary<string, ClientEntry> Of(ServicePlan plan, NodeState desired, Failures failures)
    {
        var entries = new Dictionary<string, ClientEntry>();
        foreach (var client in desired.Clients.Values.Where(c => c.ProfileId == plan.ProfileId))
        {
            if (Of(plan, client, failures) is { } entry)
            {
                entries[client.CommonName] = entry;
            }
        }

        return entries;
    }

    /// <returns>Null, and a failure, when the client has no place in the service's pools.</returns>
    public static ClientEntry? Of(ServicePlan plan, OpenVpnClient client, Failures failures)
    {
        if (plan.ClientFile.Fits(client.Slot))
        {
            return new(plan.ClientFile.Render(client.Slot), plan.ClientFile.Address4(client.Slot));
        }

        failures.Client(client, OpenVpnProblems.OutsidePool.At(plan.Interface, $"Place {client.Slot}."));
        return null;
    }
}
