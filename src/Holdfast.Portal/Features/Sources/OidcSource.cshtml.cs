using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Sources;

/// <summary>A provider of OpenID Connect.</summary>
[Needs(Right.SeeService)]
public sealed class OidcSourceModel(ISourceDesk desk) : SourcePage(desk)
{
    /// <summary>To which the provider must send people back.</summary>
    public string RedirectAddress => Desk.RedirectAddressOf(Id);

    protected override (SourceDraft Draft, IReadOnlyList<Problem> Problems) Read(IFormCollection form) =>
        SourceForm.ReadOidc(form);

    protected override bool IsOfThisKind(SourceSettings source) => source.Oidc is not null;
}
