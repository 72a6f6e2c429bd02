using Holdfast.Data.Sessions;
using Holdfast.Portal.Access;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;

namespace Holdfast.Portal.Features.Sessions;

[Needs(Right.SeeSessions)]
public sealed class WhoHadModel(ISessionDesk desk) : PortalPage
{
    /// <summary>What was asked; null: nothing yet, or nothing that can be answered.</summary>
    public AddressQuestion? Question { get; private set; }

    public IReadOnlyList<AddressUse> Uses { get; private set; } = [];

    public async Task OnGetAsync(string? address, string? at)
    {
        DoNotKeep();
        var typed = new Dictionary<string, string> { ["address"] = address ?? "", ["at"] = at ?? "" };
        if (address is null && at is null)
        {
            return;
        }

        var question = AddressQuestion.Read(typed["address"], typed["at"]);
        Form = FormState.Showing(typed, question.Problems);
        if (!question.Succeeded)
        {
            Response.StatusCode = ProblemStatus.Of(question.Problems[0].Kind);
            return;
        }

        Question = question.Value;
        Uses = await desk.WhoHadAsync(Question.Address, Question.At, Aborted);
    }
}
