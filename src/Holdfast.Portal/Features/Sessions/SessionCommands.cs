using Holdfast.Data;
using Holdfast.Data.Sessions;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;

namespace Holdfast.Portal.Features.Sessions;

/// <summary>What can be done to a session, by the pages and the admin API.</summary>
public sealed class SessionCommands(IDatabase database, SessionStore sessions, RemoveConfigurations removal)
{
    /// <summary>Removes the configuration behind it: a client that only lost its session would be back in a second.</summary>
    public async Task<Problem?> EndAsync(Guid id, Actor by, CancellationToken cancel) =>
        await database.ReadAsync(unit => sessions.FindAsync(unit, id), cancel) is { EndedAt: null } session
            ? await removal.AnyAsync(session.ConfigurationId, by, cancel)
            : SessionProblems.Unknown.At(id.ToString(), "");
}
