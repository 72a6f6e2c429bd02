using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Sources;

/// <summary>The administration of the sources, for the pages.</summary>
public sealed class SourceDesk(
    SourceViews views,
    SourceBook book,
    SourceTrials trials,
    SourceSync sync,
    SourceRemoval removal,
    PortalOptions options
) : ISourceDesk
{
    public Task<IReadOnlyList<SourceView>> ListAsync(CancellationToken cancel) => views.ListAsync(cancel);

    public string RedirectAddressOf(Guid id) => options.PublicUrl + Addresses.BackFromProvider(id);

    public Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        Guid id,
        bool isNew,
        SourceDraft wanted,
        CancellationToken cancel
    ) => book.SetAsync(id, isNew, wanted, Actor.Of(by), cancel);

    public Task<Outcome<SourceTrial>> TestAsync(
        Guid id,
        SourceDraft wanted,
        string person,
        string password,
        CancellationToken cancel
    ) => trials.RunAsync(id, wanted, person, password, cancel);

    public Task<IReadOnlyList<Problem>> RaiseAsync(Visitor by, Guid id, CancellationToken cancel) =>
        book.RaiseAsync(id, Actor.Of(by), cancel);

    public Task<Outcome<SyncReport>> SyncAsync(Visitor by, Guid id, bool evenIfMany, CancellationToken cancel) =>
        sync.RunAsync(id, evenIfMany, Actor.Of(by), cancel);

    public async Task<IReadOnlyList<Problem>> RemoveAsync(Visitor by, Guid id, CancellationToken cancel) =>
        await removal.RemovePeopleAsync(id, Actor.Of(by), cancel) is { } problem
            ? [problem]
            : await book.RemoveAsync(id, Actor.Of(by), cancel);
}
