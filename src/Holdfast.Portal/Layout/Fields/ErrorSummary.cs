using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary><c>&lt;error-summary&gt;</c>: all that is wrong, at the top, each leading to its field. Takes the focus when it appears.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummary : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>Fields of the page, to which problems can lead; others are told without a link. Empty: none.</summary>
    public string Fields { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var problems = FieldMarkup.StateOf(View).Problems;
        if (problems.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "");
        output.Content.AppendHtml(
            problems.Count == 1
                ? "<h2>Please correct this</h2><ul>"
                : $"<h2>Please correct these {problems.Count}</h2><ul>"
        );
        foreach (var problem in problems)
        {
            output.Content.AppendHtml(Item(FormState.FieldOf(problem.Where), ProblemText.Of(problem)));
        }

        output.Content.AppendHtml("</ul>");
    }

    private TagBuilder Item(string field, string text)
    {
        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml(IsOnPage(field) ? Link(field, text) : Plain(text));
        return item;
    }

    private bool IsOnPage(string field) =>
        Fields
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Any(known =>
                known == field
                || (known.EndsWith('*') && field.StartsWith(known[..^1], StringComparison.Ordinal) && field.Length > 0)
            );

    private static TagBuilder Link(string field, string text)
    {
        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FieldMarkup.IdOf(field);
        link.InnerHtml.Append(text);
        return link;
    }

    private static HtmlContentBuilder Plain(string text)
    {
        var content = new HtmlContentBuilder();
        content.Append(text);
        return content;
    }
}
