using System.Net;
using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Somebody has proven at a source who it is: makes the user here what the source says.</summary>
public sealed class SourceArrival(
    IDatabase database,
    SourcePersonStore people,
    PersonIntake intake,
    RefreshSeals seals,
    NoticeBook notices
)
{
    /// <summary>Also when the browser has gone meanwhile.</summary>
    /// <param name="refresh">With what the source is asked later whether the person is still there; null: it cannot be.</param>
    /// <returns>The user, also one whom an administrator has disabled; or HF-2340, HF-2341, of which administrators are told.</returns>
    public Task<Outcome<User>> EnterAsync(
        SourceSettings source,
        FoundPerson person,
        string? refresh,
        IPAddress address
    ) =>
        database.WriteAsync(
            async unit =>
            {
                var taken = await intake.TakeOverAsync(unit, source, person, new Actor(source.Name, address));
                if (taken.Value is not { } user)
                {
                    var problem = taken.Problems[0];
                    await notices.ToAdministratorsAsync(unit, NoticeKinds.SourceTrouble, source.Name, $"{problem}");
                }
                else if (source.Oidc is not null)
                {
                    await people.SetRefreshAsync(unit, user.Id, seals.Seal(user.Id, refresh));
                }

                return taken;
            },
            CancellationToken.None
        );
}
