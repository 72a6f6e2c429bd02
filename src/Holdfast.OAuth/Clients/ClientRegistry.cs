using System.Collections.Frozen;
using Holdfast.Model.Problems;

namespace Holdfast.OAuth.Clients;

/// <summary>All apps that may ask for authorizations; immutable.</summary>
public sealed class ClientRegistry
{
    private readonly FrozenDictionary<string, OAuthClient> _clients;

    private ClientRegistry(IEnumerable<OAuthClient> clients) =>
        _clients = clients.ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    /// <summary>The 15 known apps and no other.</summary>
    public static ClientRegistry Known { get; } = new(KnownApps.AllSets.SelectMany(KnownApps.Of));

    public IReadOnlyCollection<OAuthClient> All => _clients.Values;

    public OAuthClient? Find(string? clientId) => clientId is null ? null : _clients.GetValueOrDefault(clientId);

    /// <param name="sets">The families of known apps that are allowed.</param>
    /// <param name="more">Apps of the administrator.</param>
    /// <returns>The registry, or all that is wrong with <paramref name="more"/> (HF-1230).</returns>
    public static Outcome<ClientRegistry> Create(IEnumerable<AppSet> sets, IReadOnlyList<ClientRegistration> more)
    {
        Problem[] problems =
        [
            .. more.Index().SelectMany(entry => ClientRegistrationRules.Check(entry.Item, $"apps[{entry.Index}]")),
            .. TakenIds(more),
        ];
        return problems.Length > 0
            ? Outcome<ClientRegistry>.Failed(problems)
            : new ClientRegistry(sets.Distinct().SelectMany(KnownApps.Of).Concat(more.Select(ToClient)));
    }

    private static IEnumerable<Problem> TakenIds(IReadOnlyList<ClientRegistration> more)
    {
        // Also the ids of families that are switched off: switching one on later must not change who an id is.
        var taken = Known._clients.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (index, registration) in more.Index())
        {
            if (!taken.Add(registration.ClientId))
            {
                yield return OAuthProblems.WrongClientRegistration.At(
                    $"apps[{index}].clientId",
                    "Another app has this client id."
                );
            }
        }
    }

    private static OAuthClient ToClient(ClientRegistration registration) =>
        new(
            registration.ClientId,
            registration.DisplayName is { Length: > 0 } name ? name : registration.ClientId,
            [.. registration.RedirectUris.Select(uri => new RedirectUriPattern(uri))],
            registration.ResponseModes ?? [ResponseMode.Query, ResponseMode.FormPost],
            registration.RequiresApproval
        );
}
