using Holdfast.Data;
using Holdfast.Data.Profiles;
using Holdfast.Model.DesiredState;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Nodes;

/// <summary>What runs on a node: the services of the profiles that it carries, with their keys.</summary>
public sealed class ServiceCatalogue(ProfileCatalogue profiles, ServerKeys keys)
{
    public async Task<IReadOnlyList<ProfileServices>> OfAsync(IUnitOfWork unit, string nodeId)
    {
        var services = new List<ProfileServices>();
        foreach (var stored in (await profiles.ReadAsync(unit)).All.Where(p => IsOn(p, nodeId)))
        {
            services.Add(ServicesOf.Profile(stored.Profile, stored.Number, await keys.OfAsync(unit, stored, nodeId)));
        }

        return services;
    }

    public static bool IsOn(StoredProfile stored, string nodeId) =>
        stored.Profile.Nodes.Count == 0 || stored.Profile.Nodes.Contains(nodeId);
}
