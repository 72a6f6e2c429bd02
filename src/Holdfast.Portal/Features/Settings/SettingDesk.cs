using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Features.Settings;

/// <summary>The administration of the settings, for the page.</summary>
public sealed class SettingDesk(IDatabase database, PortalSettings settings, SettingCommands commands) : ISettingDesk
{
    public Task<PortalSettingValues> ReadAsync(CancellationToken cancel) =>
        database.ReadAsync(settings.ReadAsync, cancel);

    public async Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        IReadOnlyCollection<KeyValuePair<string, string>> texts,
        CancellationToken cancel
    ) => (await commands.ChangeAsync(texts, OtherSettings.Stay, Actor.Of(by), cancel)).Problems;
}
