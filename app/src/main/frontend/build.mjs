// Builds app.css and app.js into the folder named by the first argument. Called by Maven at every build, so it first
// looks whether anything changed since the last time. Installs the npm packages when the lock file changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(here, '../../../target/classes/static/assets')
const stampFile = join(out, '../../../frontend.stamp')
const installedFile = join(here, 'node_modules/.chibo-lock')

function hash(...files) {
  const digest = createHash('sha256')
  for (const file of files) digest.update(file).update('\0').update(readFileSync(file))
  return digest.digest('hex')
}

function filesUnder(folder) {
  return readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

const lock = hash(join(here, 'package-lock.json'))
const inputs = hash(join(here, 'build.mjs'), ...filesUnder('js'), ...filesUnder('scss'), ...filesUnder('images')) + lock
const built = ['app.css', 'paper.css', 'diagram.css', 'app.js', 'diagram.js'].every(name => existsSync(join(out, name)))
if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs) process.exit(0)

if (!existsSync(installedFile) || readFileSync(installedFile, 'utf8') !== lock) {
  console.log('Installing the front-end packages (npm ci)')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here, stdio: 'inherit', shell: process.platform === 'win32'
  })
  writeFileSync(installedFile, lock)
}

const sass = await import('sass')
const esbuild = await import('esbuild')
mkdirSync(out, { recursive: true })

for (const name of ['app', 'paper', 'diagram']) {
  const { css } = sass.compile(join(here, `scss/${name}.scss`), {
    loadPaths: [join(here, 'node_modules')], style: 'compressed', quietDeps: true
  })
  writeFileSync(join(out, `${name}.css`), css)
}

await esbuild.build({
  entryPoints: [join(here, 'js/app.js'), join(here, 'js/diagram.js')],
  outdir: out,
  bundle: true, minify: true, format: 'esm', target: 'es2020', legalComments: 'none', logLevel: 'warning'
})
cpSync(join(here, 'images'), out, { recursive: true })

writeFileSync(stampFile, inputs)
console.log('Front end built')
