// Compiles the styles, bundles the editor and copies scripts and fonts into static/build, which
// collectstatic then picks up.
// Run as `npm run build` from the root of the project.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { compile } from 'sass'

const TARGET = 'static/build'
const STYLES = ['app', 'print']
const FONTS = ['latin-400-normal', 'latin-600-normal', 'latin-400-italic']

function compileStyle (name) {
  const { css } = compile(`static/source/scss/${name}.scss`, {
    loadPaths: ['node_modules'],
    quietDeps: true,
    style: 'compressed'
  })
  return writeFile(`${TARGET}/${name}.css`, css)
}

function copyFont (name) {
  const file = `source-sans-3-${name}.woff2`
  return copyFile(`node_modules/@fontsource/source-sans-3/files/${file}`, `${TARGET}/fonts/${file}`)
}

// The source map is not shipped, and a storage that hashes names would look for it.
async function copyScript (from, to) {
  const script = await readFile(from, 'utf8')
  return writeFile(`${TARGET}/${to}`, script.replace(/\/\/# sourceMappingURL=.*\s*$/, ''))
}

// One file of the editor and what it is made of, and beside it the licences of that.
async function bundleEditor () {
  const { metafile } = await build({
    entryPoints: ['static/source/js/editor/index.js'],
    outfile: `${TARGET}/editor.js`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    metafile: true
  })
  const packages = Object.keys(metafile.inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1])
  const names = [...new Set(packages.filter(Boolean))].sort()
  const licences = await Promise.all(names.map((name) => readFile(`node_modules/${name}/LICENSE`, 'utf8')))
  const text = names.map((name, place) => `${name}\n\n${licences[place].trim()}\n`).join('\n\n')
  return writeFile(`${TARGET}/editor.js.LICENSE.txt`, text)
}

await rm(TARGET, { recursive: true, force: true })
await mkdir(`${TARGET}/fonts`, { recursive: true })
await Promise.all([
  ...STYLES.map(compileStyle),
  ...FONTS.map(copyFont),
  copyScript('static/source/js/app.js', 'app.js'),
  bundleEditor(),
  copyScript('static/source/js/order.js', 'order.js'),
  copyScript('static/source/js/lists.js', 'lists.js'),
  copyScript('static/source/js/my_actions.js', 'my_actions.js'),
  copyScript('static/source/js/unsent.js', 'unsent.js'),
  copyScript('static/source/js/kept.js', 'kept.js'),
  copyScript('static/source/js/passkeys.js', 'passkeys.js'),
  copyScript('node_modules/sortablejs/Sortable.min.js', 'sortable.min.js'),
  copyScript('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js', 'govuk-frontend.min.js'),
  copyFile('static/source/favicon.svg', `${TARGET}/favicon.svg`)
])
