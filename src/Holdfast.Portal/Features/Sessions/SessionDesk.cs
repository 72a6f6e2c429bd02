using System.Net;
using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Sessions;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>Who is connected, and who was.</summary>
public sealed class SessionDesk(
    IDatabase database,
    SessionStore sessions,
    NodeStore nodes,
    ProfileCatalogue catalogue,
    SessionCommands commands
) : ISessionDesk
{
    private const int PageSize = 50;

    public Task<SessionList> ListAsync(SessionFilter filter, string? after, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var found = await sessions.ListLiveAsync(unit, filter, SessionMarks.Read(after), PageSize + 1);
                var page = found.Take(PageSize).ToList();
                return new SessionList(
                    page,
                    await sessions.CountLiveAsync(unit, filter),
                    found.Count > PageSize ? SessionMarks.Write(page[^1]) : null
                );
            },
            cancel
        );

    public Task<SessionChoices> ChoicesAsync(CancellationToken cancel) =>
        database.ReadAsync(
            async unit => new SessionChoices(
                [
                    .. (await catalogue.ReadAsync(unit)).All.Select(stored =>
                        (stored.Profile.Id, stored.Profile.DisplayName)
                    ),
                ],
                [.. (await nodes.ListAsync(unit)).Select(node => node.Id)]
            ),
            cancel
        );

    public Task<Problem?> EndAsync(Visitor by, Guid id, CancellationToken cancel) =>
        commands.EndAsync(id, Actor.Of(by), cancel);

    public Task<IReadOnlyList<AddressUse>> WhoHadAsync(
        IPAddress address,
        DateTimeOffset at,
        CancellationToken cancel
    ) => database.ReadAsync(unit => sessions.HistoryByAddressAsync(unit, address, at), cancel);
}
