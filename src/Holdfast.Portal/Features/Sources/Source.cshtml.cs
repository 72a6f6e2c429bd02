using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Sources;

/// <summary>A directory.</summary>
[Needs(Right.SeeService)]
public sealed class SourceModel(ISourceDesk desk) : SourcePage(desk)
{
    protected override (SourceDraft Draft, IReadOnlyList<Problem> Problems) Read(IFormCollection form) =>
        SourceForm.Read(form);

    protected override bool IsOfThisKind(SourceSettings source) => source.Ldap is not null;
}
