using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Model.Json;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Sources;

/// <summary>The sources with what was last seen of them.</summary>
public sealed class SourceViews(
    IDatabase database,
    SourceBook book,
    SourcePersonStore people,
    SourceLookStore looks,
    PortalOptions options
)
{
    public Task<IReadOnlyList<SourceView>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<SourceView>>(
            async unit =>
            {
                var (set, done, views) = (
                    await book.ReadAsync(unit),
                    await looks.ListAsync(unit),
                    new List<SourceView>()
                );
                foreach (var source in set.Sources)
                {
                    var last = done.FirstOrDefault(look => look.SourceId == source.Id);
                    views.Add(
                        new(
                            source,
                            await people.CountAsync(unit, source.Id),
                            last?.At,
                            last is null
                                ? null
                                : JsonSerializer.Deserialize<SyncReport>(last.Summary, ModelJson.Tolerant)
                        )
                        {
                            RedirectAddress = source.Oidc is null
                                ? null
                                : options.PublicUrl + Addresses.BackFromProvider(source.Id),
                        }
                    );
                }

                return views;
            },
            cancel
        );
}
