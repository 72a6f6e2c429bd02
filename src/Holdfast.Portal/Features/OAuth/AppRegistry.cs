using Holdfast.Data;
using Holdfast.Data.Apps;
using Holdfast.OAuth.Clients;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>The apps that may ask for an authorization: those that everybody knows, and those that the administrator registered.</summary>
public sealed class AppRegistry(IDatabase database, AppStore apps)
{
    private static readonly IReadOnlyList<AppSet> KnownSets = Enum.GetValues<AppSet>();

    public async Task<ClientRegistry> ReadAsync(CancellationToken cancel)
    {
        var registered = await database.ReadAsync(apps.ListAsync, cancel);
        var registry = ClientRegistry.Create(KnownSets, [.. registered.Where(app => app.Enabled).Select(Registration)]);

        // What is registered was checked when it was written; should it not fit a newer rule, the known apps go on.
        return registry.Value ?? ClientRegistry.Known;
    }

    public static ClientRegistration Registration(App app) =>
        new()
        {
            ClientId = app.ClientId,
            DisplayName = app.Name,
            RedirectUris = app.RedirectUris,
        };
}
