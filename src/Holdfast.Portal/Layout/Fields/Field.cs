using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>A labelled field with its hint, its value and what is wrong with it.</summary>
public abstract class Field : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <summary>Also the path of the setting in problems.</summary>
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public bool Autofocus { get; set; }

    protected string Value => FieldMarkup.StateOf(View)[Name];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Problem[] problems = [.. FieldMarkup.StateOf(View).ProblemsOf(Name)];
        var input = Input();
        FieldMarkup.Describe(input, Name, Hint is not null, problems.Length > 0);
        FieldMarkup.Set(input, "autofocus", Autofocus);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", problems.Length > 0 ? $"{CssClass} has-problem" : CssClass);
        Arrange(output.Content, FieldMarkup.Label(Name, Label), input);
        if (Hint is not null)
        {
            output.Content.AppendHtml(FieldMarkup.Hint(Name, Hint));
        }

        if (problems.Length > 0)
        {
            output.Content.AppendHtml(FieldMarkup.Problems(Name, problems));
        }
    }

    protected virtual string CssClass => "field";

    protected abstract TagBuilder Input();

    protected virtual void Arrange(TagHelperContent content, TagBuilder label, TagBuilder input) =>
        content.AppendHtml(label).AppendHtml(input);
}
