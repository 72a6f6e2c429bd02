using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Features.Sources;

/// <summary>The administration of the sources of people. Problems name the fields.</summary>
public interface ISourceDesk
{
    /// <summary>In their order.</summary>
    Task<IReadOnlyList<SourceView>> ListAsync(CancellationToken cancel);

    /// <summary>Where a provider must send people back to.</summary>
    string RedirectAddressOf(Guid id);

    Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        Guid id,
        bool isNew,
        SourceDraft wanted,
        CancellationToken cancel
    );

    /// <param name="person">Whose groups are shown; empty: nobody's.</param>
    /// <param name="password">With which the person signs in; empty: not tried.</param>
    Task<Outcome<SourceTrial>> TestAsync(
        Guid id,
        SourceDraft wanted,
        string person,
        string password,
        CancellationToken cancel
    );

    Task<IReadOnlyList<Problem>> RaiseAsync(Visitor by, Guid id, CancellationToken cancel);

    /// <param name="evenIfMany">Also when more people vanish than may.</param>
    Task<Outcome<SyncReport>> SyncAsync(Visitor by, Guid id, bool evenIfMany, CancellationToken cancel);

    /// <summary>With its people, who lose their access.</summary>
    Task<IReadOnlyList<Problem>> RemoveAsync(Visitor by, Guid id, CancellationToken cancel);
}
