using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Settings;

/// <summary>Changes the settings that all portals share, all that is wanted or nothing. Every portal obeys from its next request on.</summary>
public sealed class SettingCommands(IDatabase database, PortalSettings settings, AuditLog audit, TimeProvider clock)
{
    /// <param name="texts">By name; an empty text is the default.</param>
    /// <param name="others">What happens to those that are not named.</param>
    public Task<Outcome<PortalSettingValues>> ChangeAsync(
        IReadOnlyCollection<KeyValuePair<string, string>> texts,
        OtherSettings others,
        Actor actor,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Outcome<PortalSettingValues>>(
            async unit =>
            {
                var before = await settings.ReadForChangeAsync(unit, clock.GetUtcNow());
                var read = SettingText.Read(
                    others == OtherSettings.Stay ? before : PortalSettingValues.Defaults,
                    texts
                );
                if (read.Value is { } after && after != before)
                {
                    await settings.WriteAsync(unit, after, clock.GetUtcNow());
                    await audit.AddAsync(unit, actor, "setting.change", PortalSettings.Key, Change(before, after));
                }

                return read;
            },
            cancel
        );

    private static object Change(PortalSettingValues before, PortalSettingValues after)
    {
        var changed = SettingCatalogue.All.Where(setting => setting.Write(before) != setting.Write(after)).ToList();
        return new
        {
            Before = changed.ToDictionary(setting => setting.Name, setting => setting.Write(before)),
            After = changed.ToDictionary(setting => setting.Name, setting => setting.Write(after)),
        };
    }
}
