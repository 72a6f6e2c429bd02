using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Problems;
using Holdfast.Portal.Portals;
using Microsoft.AspNetCore.DataProtection;

namespace Holdfast.Portal.Starting;

/// <summary>
/// Makes the first of the keys that protect forms, or reads it: one portal at a time, because portals that start together at an empty
/// database would each make one, and know those of the others only a day later. Later keys are made two days before they are used.
/// </summary>
public sealed class FormKeys(
    IDatabase database,
    LeaseStore leases,
    IDataProtectionProvider protection,
    ThisPortal portal,
    TimeProvider clock
)
{
    private const string LeaseName = "form-keys";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task EnsureAsync(CancellationToken cancel)
    {
        try
        {
            await MakeAsync(cancel);
        }
        catch (DatabaseException away)
            when (database.Kind == DatabaseKind.Postgres && DatabaseProblems.MayPass(away.Problem.Kind))
        {
            // Not the first start, then: that needs a database which takes changes, and leaves the keys in it.
        }
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        Lease? lease;
        while ((lease = await TakeAsync(cancel)) is null)
        {
            await Task.Delay(Pause, clock, cancel);
        }

        protection.CreateProtector(LeaseName).Protect([]);
        await database.WriteAsync(
            async unit =>
            {
                await leases.ReleaseAsync(unit, lease, clock.GetUtcNow());
                return true;
            },
            cancel
        );
    }

    private Task<Lease?> TakeAsync(CancellationToken cancel) =>
        database.WriteAsync(
            unit => leases.TryAcquireAsync(unit, LeaseName, portal.Id, Longest, clock.GetUtcNow()),
            cancel
        );
}
