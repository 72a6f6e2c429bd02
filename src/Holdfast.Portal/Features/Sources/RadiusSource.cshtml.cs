using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Sources;

/// <summary>RADIUS servers.</summary>
[Needs(Right.SeeService)]
public sealed class RadiusSourceModel(ISourceDesk desk) : SourcePage(desk)
{
    protected override (SourceDraft Draft, IReadOnlyList<Problem> Problems) Read(IFormCollection form) =>
        SourceForm.ReadRadius(form);

    protected override bool IsOfThisKind(SourceSettings source) => source.Radius is not null;
}
